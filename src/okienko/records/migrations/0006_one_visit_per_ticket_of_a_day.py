"""One ticket of a day is one visit, whatever its series was called when it was given."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_stream_heads'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='visitrow',
            name='one_visit_per_ticket',
        ),
        migrations.AddConstraint(
            model_name='visitrow',
            constraint=models.UniqueConstraint(fields=('office', 'day', 'ticket'), name='one_visit_per_ticket'),
        ),
    ]
