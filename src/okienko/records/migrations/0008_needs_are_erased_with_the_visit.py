"""Needs are erased as soon as the visit cannot be taken back, and the journal says so."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_needs(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of tickets that have expired; whoever else has gone today is forgotten by the hall itself."""
    visits = apps.get_model('records', 'VisitRow').objects.using(schema_editor.connection.alias)
    visits.filter(needs__isnull=False, state='expired').update(needs=None)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_a_ground_is_erased'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='entry',
            name='hall_entries_have_a_known_kind',
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stream', 'hall'), _negated=True), ('kind__in', ['admitted', 'call_undone', 'called', 'came_back', 'day_closed', 'day_opened', 'desk_closed', 'desk_opened', 'desk_paused', 'desk_resumed', 'expired', 'finish_undone', 'finished', 'handed', 'left', 'matter_added', 'missed', 'moved', 'needs_erased', 'parked', 'presence_set', 'recalled', 'regime_set', 'reinstated', 'resumed', 'rules_changed', 'sent', 'settled', 'started', 'taken', 'tickets_resumed', 'tickets_stopped', 'went_away', 'wish_answered', 'wish_asked', 'wish_consented', 'wish_dated', 'wish_deferred', 'wish_lapsed', 'wish_met', 'wish_placed', 'wish_sought', 'wish_started', 'wish_withdrawn']), _connector='OR'), name='hall_entries_have_a_known_kind'),
        ),
        migrations.RunPython(forget_needs, migrations.RunPython.noop),
    ]
