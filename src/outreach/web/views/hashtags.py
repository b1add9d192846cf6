"""Whether what was typed where a hashtag belongs is one, told as the brand's own page tells it."""

from outreach import brand, errors
from outreach.posts import Template
from outreach.web import forms


def faults(template: Template, form: forms.Form) -> tuple[errors.Fault, ...]:
    """Why the hashtag is none. It is typed once, in the template's own language."""
    field = "blank_hashtag"
    asked = any(blank.name == "hashtag" for blank in template.blanks)
    tag = form.value(field)
    return brand.hashtag_faults(field, tag) if asked and tag else ()
