"""Lets a kohya_ss checkout load GUI JSON files and write what it would train from, with no web server.

usage: kohya_toml.py KOHYA_SS FOLDER <requests >answers
       kohya_toml.py KOHYA_SS FOLDER --widgets

Only what kohya_ss itself does not contain is replaced: gradio's components hold a value and check it as
gradio does, windows become messages. Its LoRA tab is built anew for every request, so that nothing is
left of the one before. FOLDER is the working folder, where it logs.

A request is a JSON object: "id", "file" (the GUI JSON). An answer repeats "id" and has
  "toml"      the text that it wrote, null where it refused
  "command"   the words it would have run
  "changed"   values that its own listeners changed after loading: name, loaded, now
  "rejected"  values that gradio does not take from these components, so that pressing the button
              fails; they are handed on all the same
  "messages"  warnings and errors, in order

With --widgets: one object, name to "kind", "value" and, where there are any, "choices", "custom",
"minimum", "maximum", "precision".
"""

import importlib.machinery
import importlib.util
import json
import logging
import os
import sys
import types

MESSAGES = []


class Event:
    def __init__(self, component):
        self.component = component
        self.listeners = []

    def __call__(self, fn=None, inputs=None, outputs=None, **_):
        self.listeners.append((fn, listed(inputs), listed(outputs)))


class Component:
    """A component, or an update of one: what was given to it is what it says."""

    POSITIONS = ("value",)

    def __init__(self, *args, **kwargs):
        self.given = dict(zip(self.POSITIONS, args))
        self.given.update(kwargs)
        self.value = self.given.get("value")
        if callable(self.value):
            self.value = self.value()
        self.change = Event(self)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Event(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def shown(self, value):
        """What the component makes of a value that it is given by the program."""
        return value

    def complaint(self, value):
        """Why it would not hand the value to the program again; None where it would."""
        return None


class Checkbox(Component):
    def shown(self, value):
        return bool(value)


class Textbox(Component):
    """An empty one hands an empty text to the program."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.value = self.shown(self.value)

    def shown(self, value):
        return "" if value is None else str(value)


class Number(Component):
    def shown(self, value):
        precision = self.given.get("precision")
        if value is None or precision is None:
            return value
        return int(round(value)) if precision == 0 else round(value, precision)

    def complaint(self, value):
        low, high = self.given.get("minimum"), self.given.get("maximum")
        if value is None:
            return None
        if isinstance(value, str) and not (low is None and high is None):
            return "a text"
        if low is not None and value < low:
            return "less than %s" % low
        if high is not None and value > high:
            return "greater than %s" % high
        return None


class Slider(Number):
    POSITIONS = ("minimum", "maximum", "value")


class Dropdown(Component):
    POSITIONS = ("choices",)

    def choices(self):
        choices = self.given.get("choices") or []
        return [c[1] if isinstance(c, tuple) else c for c in choices]

    def complaint(self, value):
        if value is None or self.given.get("allow_custom_value") or value in self.choices():
            return None
        return "not one of its choices"


class Radio(Dropdown):
    pass


def listed(value):
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple, set)) else [value]


def gradio():
    module = types.ModuleType("gradio")
    for kind in (Checkbox, Textbox, Number, Slider, Dropdown, Radio):
        setattr(module, kind.__name__, kind)
    module.update = lambda **kwargs: Component(**kwargs)
    module.__getattr__ = lambda name: type(name, (Component,), {})
    return module


def message(*args, **kwargs):
    MESSAGES.append(str(kwargs.get("msg", args[0] if args else "")))
    return True


def stand_ins():
    sys.modules["gradio"] = gradio()
    easygui = types.ModuleType("easygui")
    easygui.__getattr__ = lambda name: message
    sys.modules["easygui"] = easygui
    if importlib.util.find_spec("psutil") is None:
        sys.modules["psutil"] = types.ModuleType("psutil")
    tools = types.ModuleType("kohya_gui.class_lora_tab")
    tools.LoRATools = lambda **_: None
    sys.modules["kohya_gui.class_lora_tab"] = tools


class Listening(logging.Handler):
    def emit(self, record):
        if record.levelno >= logging.WARNING:
            MESSAGES.append(record.getMessage())


def listen():
    root = logging.getLogger()
    for logger in [root] + [logging.getLogger(name) for name in logging.root.manager.loggerDict]:
        logger.handlers = []
    root.addHandler(Listening(logging.INFO))


class Gui:
    def __init__(self, module, config):
        self.module = module
        self.ran = None
        module.get_executable_path = lambda name: name
        module.print_command_and_toml = self.take
        module.lora_tab(headless=True, config=config)
        self.entries = module.last_built_gui_entries
        self.fields = module.last_built_field_registry
        self.names = {component: name for name, component in self.fields}
        self.rejected = []

    def take(self, command, toml_file):
        with open(toml_file, encoding="utf-8") as file:
            self.ran = (list(command), file.read())

    def data(self):
        parts = self.entries["components"]
        return {component: component.value for component in list(self.names) + list(parts.values())}

    def load(self, path):
        parts = self.entries["components"]
        parts["config_file_name"].value = path
        before = {component: component.value for component in self.names}
        outputs = self.entries["load_configuration"](self.data())
        for component, value in outputs.items():
            if component in self.names:
                component.value = component.shown(value)
        return self.settle([c for _, c in self.fields if c.value != before[c]])

    def settle(self, changed):
        """Runs the listeners of what changed, and of what they change, as the page does."""
        loaded = {component: component.value for component in self.names}
        for _ in range(len(self.names) * 4):
            if not changed:
                break
            for fn, inputs, outputs in changed.pop(0).change.listeners:
                if fn is not None:
                    answer = fn(*[component.value for component in inputs])
                    changed += self.apply(outputs, answer)
        return [
            {"name": name, "loaded": loaded[component], "now": component.value}
            for name, component in self.fields
            if component.value != loaded[component]
        ]

    def apply(self, outputs, answer):
        if not outputs or answer is None:
            return []
        answers = list(answer) if isinstance(answer, (tuple, list)) and len(outputs) > 1 else [answer]
        changed = []
        for component, update in zip(outputs, answers):
            if isinstance(update, Component):
                update = dict(update.given)
            elif not isinstance(update, dict):
                update = {"value": update}
            value = update.pop("value", component.value)
            update.pop("choices", None)
            component.given.update(update)
            if value != component.value:
                component.value = value
                changed.append(component)
        return changed

    def run(self, path):
        changed = self.load(path)
        for name, component in self.fields:
            complaint = component.complaint(component.value)
            if complaint:
                self.rejected.append({"name": name, "value": component.value, "why": complaint})
        failed = None
        try:
            self.entries["print_command"](self.data())
        except Exception as e:
            failed = "%s: %s" % (type(e).__name__, e)
        return changed, failed


def widget(component):
    given = component.given
    facts = {"kind": type(component).__name__, "value": component.value}
    if isinstance(component, Dropdown):
        facts["choices"] = component.choices()
        facts["custom"] = bool(given.get("allow_custom_value"))
    for fact in ("minimum", "maximum", "precision"):
        if given.get(fact) is not None:
            facts[fact] = given[fact]
    return facts


def answer(module, config, request):
    MESSAGES.clear()
    gui = Gui(module, config)
    listen()
    changed, failed = gui.run(request["file"])
    if failed:
        MESSAGES.append(failed)
    command, text = gui.ran or ([], None)
    return {
        "id": request["id"],
        "toml": text,
        "command": command,
        "changed": changed,
        "rejected": gui.rejected,
        "messages": list(MESSAGES),
    }


def main():
    checkout, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    answers, sys.stdout = sys.stdout, sys.stderr
    os.chdir(folder)
    os.cpu_count = lambda: 64
    stand_ins()
    sys.path.insert(0, checkout)
    from kohya_gui import lora_gui
    from kohya_gui.class_gui_config import KohyaSSGUIConfig

    config = KohyaSSGUIConfig()
    if "--widgets" in sys.argv:
        gui = Gui(lora_gui, config)
        print(json.dumps({name: widget(c) for name, c in gui.fields}), file=answers)
        return
    for line in sys.stdin:
        print(json.dumps(answer(lora_gui, config, json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
