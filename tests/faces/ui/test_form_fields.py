"""A field of a form is read with its help and its errors, and says so to assistive technology."""

from django import forms
from django.template import Context, Template


class WishForm(forms.Form):
    person = forms.CharField(label="With whom?", help_text="Name <or> department", min_length=3)
    matter = forms.CharField(label="Which matter?", required=False)
    way = forms.ChoiceField(
        label="How?", widget=forms.RadioSelect, choices=[("down", "Here"), ("up", "Upstairs")]
    )
    message = forms.BooleanField(label="Send a message", required=False)
    office = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("The <office> is closed")


def form(**given):
    return WishForm({"person": "", "way": "down", "office": "demo", **given})


def test_an_error_stands_before_its_field_and_is_read_with_it():
    html = str(form())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_person_helptext id_person_error"' in html
    assert html.index('id="id_person_error"') < html.index('id="id_person"')


def test_help_errors_and_values_are_escaped():
    html = str(form(matter="<b>matter</b>"))
    assert "Name &lt;or&gt; department" in html
    assert "The &lt;office&gt; is closed" in html
    assert "&lt;b&gt;matter&lt;/b&gt;" in html


def test_what_need_not_be_filled_in_says_so():
    html = str(form())
    assert html.count("(optional)") == 1


def test_radio_buttons_are_a_group_with_a_legend():
    html = str(form())
    assert "<fieldset>" in html or "<fieldset " in html
    assert "<legend>How?</legend>" in html


def test_a_tick_box_stands_before_its_words():
    html = str(form())
    assert html.index('id="id_message"') < html.index("<span>Send a message</span>")


def test_faults_of_the_whole_form_are_told_first_and_aloud():
    html = str(form())
    assert html.index('role="alert"') < html.index("With whom?")


def test_hidden_fields_are_there_once_and_without_a_label():
    html = str(form())
    assert html.count('name="office"') == 1
    assert 'for="id_office"' not in html


def test_a_single_field_can_be_drawn_by_itself():
    html = Template("{% load ui %}{% field form.person %}").render(Context({"form": form()}))
    assert html.count('class="field"') == 1
    assert "With whom?" in html
