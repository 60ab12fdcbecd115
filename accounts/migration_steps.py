"""Steps of migrations that leave the models of the state as they are rendered.

Django, and pgtrigger after it, renders a model and all that relate to it anew at each step: with a
hundred tables that hang together a fifth of a second, minutes for an empty database. A constraint, an
index and a trigger change no field and no relation, so the classes may stay; a new table is one class
more; a new column is added to the class that stands; other words change nothing that a step reads. The
state knows it all the same. A test asks for these in every migration of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pgtrigger.migrations
from django.db import migrations
from django.db.models import Field

if TYPE_CHECKING:
    from django.db.migrations.state import ProjectState

# What a form shows of a column and the database does not know.
WORDS = ("help_text", "verbose_name")


def _append(state: ProjectState, app_label: str, model: str, option: str, value: Any) -> None:
    options = state.models[app_label, model].options
    options[option] = [*options.get(option, []), value]


def _without_words(value: Any) -> Any:
    """A field by what it is; fields inside it (`ArrayField.base_field`) likewise."""
    if not isinstance(value, Field):
        return value
    _name, path, args, kwargs = value.deconstruct()
    told = {key: _without_words(one) for key, one in kwargs.items() if key not in WORDS}
    return path, args, told


class CreateModel(migrations.CreateModel):
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing points at it yet: it is rendered alone, into the classes that stand."""
        rendered = state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            rendered.render_multiple([state.models[app_label, self.name_lower]])


class AddField(migrations.AddField):
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The class that stands gets the column, as it would have had from its own text.

        Going back Django copies the classes' registry for each step, in which a class of another copy
        would not find what its key points at: there it is rendered anew with its neighbours.
        """
        rendered = state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            model = rendered.get_model(app_label, self.model_name_lower)
            if model._meta.apps is not rendered:
                state.reload_model(app_label, self.model_name_lower, delay=True)
                return
            field = state.models[app_label, self.model_name_lower].get_field(self.name)
            model.add_to_class(self.name, field.clone())
            # Tables at the other end of a key look for it among all classes, and keep what they found.
            rendered.clear_cache()


class RewordField(migrations.AlterField):
    """Another label or help text of a column: the database is not asked."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The classes may keep the old words: no step reads them.

        Raises ValueError where more than the words would change.
        """
        old = state.models[app_label, self.model_name_lower].fields[self.name]
        if _without_words(old) != _without_words(self.field):
            raise ValueError(f"more than the words of {self.model_name}.{self.name} would change")
        rendered = state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered

    def database_forwards(self, *_nothing: object) -> None: ...

    def database_backwards(self, *_nothing: object) -> None: ...

    def describe(self) -> str:
        return f"Reword field {self.name} on {self.model_name}"


class AddConstraint(migrations.AddConstraint):
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rule: Any = self.constraint  # type: ignore[attr-defined]  # the stubs do not know it
        _append(state, app_label, self.model_name_lower, "constraints", rule)


class AddIndex(migrations.AddIndex):
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _append(state, app_label, self.model_name_lower, "indexes", self.index.clone())


class AddTrigger(pgtrigger.migrations.AddTrigger):
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _append(state, app_label, self.model_name.lower(), "triggers", self.trigger)


class RemoveTrigger(pgtrigger.migrations.RemoveTrigger):
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [one for one in options["triggers"] if one.name != self.name]
