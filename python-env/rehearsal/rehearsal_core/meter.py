"""The text of one progress bar, as tqdm 4 formats it: a function of its numbers."""

from typing import Optional, Union

from .celltext import cell_len, cell_width

BLOCKS = " ▏▎▍▌▋▊▉█"
ASCII = " 123456789#"


def meter(
    n: int,
    total: int,
    elapsed: float,
    rate: Optional[float] = None,
    desc: str = "",
    postfix: str = "",
    columns: Optional[int] = None,
    charset: str = BLOCKS,
    template: Optional[str] = None,
) -> str:
    """One bar; `rate` in items a second overrides n / elapsed, `template` is tqdm's bar_format."""
    known = str(total)
    if total and n >= total + 0.5:
        total, known = 0, "?"
    if rate is None and elapsed:
        rate = n / elapsed
    inverse = 1 / rate if rate else None
    left = (total - n) / rate if rate and total else 0
    percentage = n / total * 100 if total else 0.0
    head = desc if desc.endswith(": ") or not desc else desc + ": "
    per_second = ("%5.2f" % rate if rate else "?") + "it/s"
    per_item = ("%5.2f" % inverse if inverse else "?") + "s/it"
    slow = inverse is not None and inverse > 1
    fields = {
        "n": n,
        "n_fmt": str(n),
        "total": total,
        "total_fmt": known,
        "elapsed": clock(elapsed),
        "elapsed_s": elapsed,
        "remaining": clock(left) if rate else "?",
        "remaining_s": left,
        "ncols": columns,
        "desc": desc,
        "unit": "it",
        "rate": inverse if slow else rate,
        "rate_fmt": per_item if slow else per_second,
        "rate_noinv": rate,
        "rate_noinv_fmt": per_second,
        "rate_inv": inverse,
        "rate_inv_fmt": per_item,
        "postfix": ", " + postfix if postfix else "",
        "percentage": percentage,
        "l_bar": head + ("%3.0f%%|" % percentage if total else "|"),
    }
    fields["r_bar"] = "| {n_fmt}/{total_fmt} [{elapsed}<{remaining}, {rate_fmt}{postfix}]".format(
        **fields
    )
    if not total and template is None:
        return _trim(head + "{n_fmt}it [{elapsed}, {rate_fmt}{postfix}]".format(**fields), columns)
    if total and columns == 0:
        return str(fields["l_bar"])[:-1] + str(fields["r_bar"])[1:]
    if template is None:
        template = "{l_bar}{bar}{r_bar}"
    elif total and not desc:
        template = template.replace("{desc}: ", "")
    rest = cell_len(template.format(bar="", **fields))
    cells = max(1, columns - rest) if columns else 10
    bar = _Cells(n / total if total else 0.0, cells, charset)
    return _trim(template.format(bar=bar, **fields), columns)


def clock(seconds: float) -> str:
    """mm:ss, or h:mm:ss from an hour on."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return "%d:%02d:%02d" % (hour, minute, second) if hour else "%02d:%02d" % (minute, second)


def number(value: Union[int, float]) -> str:
    """A number of a postfix: three digits, or str() where that is no longer."""
    short = ("%.3g" % value).replace("e+0", "e+").replace("e-0", "e-")
    return short if len(short) < len(str(value)) else str(value)


class _Cells:
    """The bar itself; a width in the template (`{bar:20}`) overrides the given one."""

    def __init__(self, fraction: float, width: int, charset: str) -> None:
        self._fraction, self._width, self._charset = fraction, width, charset

    def __format__(self, spec: str) -> str:
        width = int(spec) if spec.isdigit() else self._width
        charset = self._charset
        symbols = len(charset) - 1
        full, part = divmod(int(self._fraction * width * symbols), symbols)
        if full >= width:
            return charset[-1] * full
        return charset[-1] * full + charset[part] + charset[0] * (width - full - 1)


def _trim(text: str, columns: Optional[int]) -> str:
    if not columns or cell_len(text) <= columns:
        return text
    out, used = "", 0
    for char in text:
        used += cell_width(char)
        if used > columns:
            break
        out += char
    return out
