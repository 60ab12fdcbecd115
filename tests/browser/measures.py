"""What is measured on an open page; each answer is a list of findings, empty where all is well."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}

# Of the rules of WCAG those whose answer depends on colours, sizes and places.
LOOKS = [
    "color-contrast",
    "css-orientation-lock",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
OF_LOOKS = {"runOnly": {"type": "rule", "values": LOOKS}, "resultTypes": ["violations"]}
DISPLAYED = """() => Array.from(document.querySelectorAll('body *'))
  .map((e, i) => e.checkVisibility({visibilityProperty: true}) ? i : -1).filter(i => i >= 0).join()"""

# A radio or a tick counts together with its label. Days of the month grid and links in a sentence
# are no tiles (ux 6.19); what is off the screen until it has the focus has no size yet.
SMALL_TARGETS = """(floor) => Array.from(document.querySelectorAll(
  '.btn, button, input:not([type=hidden]), select, textarea, summary, header a, nav.tabs a, .choice,' +
  ' .door, .chip, .row, .card-more, .counts a, .shoot'))
  .filter(e => e.offsetParent !== null && !e.closest('.hp, .skip'))
  .map(e => e.closest('.choice, .shoot, .arriving') || e)
  .map(e => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.width > 0 && (box.height < floor - 0.5 || box.width < floor - 0.5))
  .map(([box, e]) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 12)}` +
    ` ${box.width.toFixed(1)}x${box.height.toFixed(1)}`)"""

# [smallest of any text, smallest of running text, smallest line height as a ratio]
SMALL_TEXT = """([any, main, ratio]) => Array.from(document.querySelectorAll('body *'))
  .filter(e => Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => e.offsetParent !== null && e.getClientRects().length && !e.closest('.sr, .skip, script'))
  .map(e => [getComputedStyle(e), e])
  .filter(([style, e]) => {
    const size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight);
    const running = e.matches('main p:not([class]), main dd:not([class]), main li:not([class])');
    return size < any - 0.01 || (running && size < main - 0.01) || line / size < ratio - 0.01;
  })
  .map(([style, e]) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 12)}` +
    ` ${style.fontSize}/${style.lineHeight}`)"""

# What sticks out on the right, for the message; a table may scroll in a region of its own.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = Array.from(document.querySelectorAll('body *'))
    .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll'))
    .map(e => `${e.tagName}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`);
  return [`scrolls to ${document.documentElement.scrollWidth} of ${width}`, ...out.slice(0, 5)];
}"""

DOUBLE_THE_TEXT = """() => {
  const all = Array.from(document.querySelectorAll('body, body *'));
  const sizes = all.map(e => parseFloat(getComputedStyle(e).fontSize));
  all.forEach((e, i) => { e.style.fontSize = `${2 * sizes[i]}px`; });
}"""

FIRST_FOCUSABLE = """() => Array.from(document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'))
  .find(e => e.tabIndex >= 0)?.className || ''"""

OPEN_BY_ITSELF = """() => Array.from(document.querySelectorAll(
  'dialog[open], [popover]:popover-open, audio[autoplay], video[autoplay], iframe'))
  .map(e => e.outerHTML.slice(0, 80))"""

FOCUS_IS_SEEN = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const wrong = [];
  const ring = e.closest('.choice') || e;
  const drawn = [style, getComputedStyle(ring)].some(
    s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
  if (!drawn) wrong.push('no ring');
  const shown = ring.getBoundingClientRect();
  const x = Math.min(Math.max(shown.left + shown.width / 2, 1), innerWidth - 1);
  for (const y of [shown.top + 2, shown.bottom - 2]) {
    const top = document.elementFromPoint(x, y);
    if (!top || !(ring.contains(top) || top.contains(ring))) wrong.push(`covered at ${Math.round(y)}`);
  }
  return wrong.map(what => `${e.tagName}#${e.id}.${e.className} ${what}`);
}"""


def violations(page: Page) -> list[str]:
    """Rule and place of each finding of axe-core."""
    return _axe(page, WCAG, at_least=10)


def violations_after(page: Page, restyle: str) -> list[str]:
    """What axe-core finds of this page after a script that changes its looks alone.

    Only the rules that look at the looks run again: the others have judged the same elements, which
    is why it is a finding when others are displayed than before.
    """
    before = page.evaluate(DISPLAYED)
    page.evaluate(restyle)
    if page.evaluate(DISPLAYED) != before:
        return ["shows other elements than before: look with `violations`"]
    return _axe(page, OF_LOOKS, at_least=1)


def _axe(page: Page, options: dict[str, Any], *, at_least: int) -> list[str]:
    """Its script is put into the page once: half a megabyte is most of a run's time."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    response = page.evaluate("options => axe.run(options)", options)
    assert len(response["passes"]) >= at_least, "axe looked at something"
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for one in response["violations"]
        for node in one["nodes"][:3]
    ]


def findings(page: Page, script: str, argument: Any = None) -> list[str]:
    found: list[str] = page.evaluate(script, argument)
    return found


def say(what: str, found: list[str]) -> list[str]:
    """The findings with the state in which they were met."""
    return [f"{what}: {one}" for one in found]
