"""On which ground a client goes first stands beside the visit until it ends; afterwards only that it was so."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ENDED = ("finished", "left", "expired")


def forget_grounds(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    visits = apps.get_model('records', 'VisitRow').objects.using(schema_editor.connection.alias)
    halls = apps.get_model('records', 'HallRow').objects.using(schema_editor.connection.alias)
    visits.filter(ground__isnull=False).update(priority=True)
    open_days = models.Q(pk__in=[])
    for office, day in halls.exclude(phase='closed').order_by('office_id').values_list('office_id', 'day'):
        open_days |= models.Q(office_id=office, day=day)
    visits.filter(ground__isnull=False).exclude(~models.Q(state__in=ENDED) & open_days).update(ground=None)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_one_visit_per_ticket_of_a_day'),
    ]

    operations = [
        migrations.RenameField(model_name='visitrow', old_name='priority', new_name='ground'),
        migrations.AddField(
            model_name='visitrow',
            name='priority',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.RunPython(forget_grounds, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name='visitrow',
            name='visits_with_needs',
        ),
        migrations.AddIndex(
            model_name='visitrow',
            index=models.Index(condition=models.Q(('needs__isnull', False), ('ground__isnull', False), _connector='OR'), fields=['office', 'number'], name='visits_with_needs'),
        ),
    ]
