"""The stream of the hall has a head, too, which follows it: where it stands now is written here."""

from django.db import migrations

FILL = """
INSERT INTO records_streamhead (office_id, stream, seq, hash)
SELECT e.office_id, e.stream, e.seq, e.hash FROM records_entry e
JOIN (SELECT office_id, max(seq) AS seq FROM records_entry WHERE stream = 'hall' GROUP BY office_id) m
ON m.office_id = e.office_id AND m.seq = e.seq
WHERE e.stream = 'hall'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_needs_are_erased_with_the_visit'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='streamhead',
            name='the_hall_needs_no_head',
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
