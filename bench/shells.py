"""The pages around a masthead: the markup of twenty years of news sites, in fiction.

What may live here: shells that a page of ``bench/mastheads/*.toml`` is put into, and bodies to
fill them. A shell has a menu, links to other stories and a foot, whose names and days must not
get into the masthead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BODIES: dict[str, tuple[str, ...]] = {
    "english": (
        "The harbour office of Nordvik said on Monday that the work would begin in the spring,"
        " after two years of dispute over who should pay for it.",
        "About four hundred people live behind the old wall, and most of them were in the hall"
        " when the figures were read out. Some had come with photographs of the last flood.",
        "“We have waited long enough,” said Ottar Lie, who keeps the boat shed. “Every"
        " autumn we carry the engines up the stairs, and every spring we carry them down.”",
        "The office puts the cost at nine million crowns, of which the state would bear a third."
        " The rest would come from the harbour dues, which have not been raised since the war.",
        "A second reading is planned for the week after next. Until then the plans can be seen in"
        " the library, where the engineer will answer questions on Thursday evening.",
    ),
    "interview": (
        "The house stands at the end of the point, and there is no road to it. She has lived here"
        " for thirty-one years, and has written down the weather on every day of them.",
        "Q: When did you first see that something had changed?",
        "A: It was the birds. They came a week early, then two weeks, and one year they did not"
        " come at all. I wrote that down as well, and then I wrote to the institute.",
        "Q: What did the institute say?",
        "A: They asked whether my thermometer was broken. It was not, and I told them so; then"
        " they sent somebody, and he stayed for a whole summer and counted everything himself.",
        "Q: And what do you think will happen now?",
        "A: I think that somebody else will have to write it down. I am seventy-eight, and the"
        " stairs of the tower have a hundred and nine steps.",
    ),
    "german": (
        "Der Rat der Stadt hat am Montag nach langer Debatte beschlossen, die Mauer am Hafen noch"
        " in diesem Jahr zu erneuern, obwohl das Geld dafür noch nicht bewilligt ist.",
        "„Wir haben lange genug gewartet“, sagte der Bürgermeister nach der Sitzung. Die"
        " Kosten werden auf neun Millionen geschätzt, von denen das Land ein Drittel trägt.",
        "Die Anwohner sind mit dem Beschluss zufrieden. Viele von ihnen waren in den Saal gekommen"
        " und hatten Bilder von der letzten Flut mitgebracht, die man ihnen nicht glauben wollte.",
    ),
    "spanish": (
        "El temporal que azota la costa desde el lunes ha dejado cuatro heridos y decenas de casas"
        " sin luz, según han informado los servicios de emergencia de la provincia.",
        "«No habíamos visto nada igual en treinta años», dijo una vecina del puerto, que pasó la"
        " noche en la escuela con sus hijos y con otras veinte familias del barrio.",
        "Los técnicos esperan que la carretera pueda abrirse de nuevo el jueves, cuando el viento"
        " haya cesado y se hayan retirado los árboles que cortan el paso en tres puntos.",
    ),
    "french": (
        "Les dockers ont décidé lundi de poursuivre la grève qui paralyse les ports du sud depuis"
        " trois semaines, faute d’accord avec le gouvernement sur la réforme des retraites.",
        "« Nous ne céderons pas », a déclaré un délégué du personnel devant les grilles du port,"
        " où une centaine de grévistes s’étaient réunis malgré la pluie et le froid.",
        "Les entreprises de la région, qui attendent des pièces et des matières premières, parlent"
        " déjà de chômage technique si les quais restent fermés jusqu’à la fin du mois.",
    ),
    "swedish": (
        "Branden som har härjat i skogarna norr om staden sedan i måndags är nu släckt, säger"
        " räddningstjänsten, men ännu får ingen gå in i området där marken fortfarande är het.",
        "Omkring fyrahundra personer fick lämna sina hem när elden kom som närmast. De flesta av"
        " dem har kunnat återvända, och skolan öppnar igen på torsdag enligt kommunen.",
    ),
}

_TABLE = """<html><head>{head}</head><body bgcolor="#ffffff">
<table width="760"><tr><td colspan="3"><a href="/">Home</a> | <a href="/news">News</a> |
<a href="/sports">Sports</a> | <a href="/opinion">Opinion</a> |
<a href="/classifieds">Classifieds</a></td></tr>
<tr><td width="120" valign="top"><a href="/subscribe">Subscribe</a><br>
<a href="/contact">Contact us</a></td>
<td width="480" valign="top">{top}<br><br>{body}<br>{end}<br><a href="/mail">E-mail this story
</a></td>
<td width="160" valign="top"><b>Top stories</b><br>
<a href="/1">Nine hurt as tram leaves the rails</a><br>
<a href="/2">Library to open on Sundays</a></td></tr>
<tr><td colspan="3"><font size="1">Copyright. All rights reserved.</font></td></tr></table>
</body></html>"""

_PRESS = """<!DOCTYPE html><html><head>{head}</head><body class="single"><div id="page">
<div id="header"><ul class="menu"><li><a href="/">Home</a></li><li><a href="/about/">About</a></li>
<li><a href="/contact/">Contact</a></li></ul></div><div id="content"><div class="post">
{top}<div class="entry">{body}{end}</div><p class="postmetadata">Share this:
<a href="#">Facebook</a>
<a href="#">Twitter</a></p></div><div id="comments"><h3>2 Responses</h3><ol><li>
<cite>Hedda Kroll</cite>
<p>By all means, raise it.</p></li><li><cite>anon</cite><p>Who pays? Correction: who profits?
</p></li></ol></div></div>
<div id="sidebar"><h3>Recent Posts</h3><ul><li><a href="/a">Tram leaves the rails</a></li>
<li><a href="/b">Library opens on Sundays</a></li></ul></div></div></body></html>"""

_SEMANTIC = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>
<header class="site-header"><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport
</a></li>
<li><a href="/opinion">Opinion</a></li><li><a href="/live">Live</a></li></ul></nav></header>
<main><article>
<header>{top}</header><figure><img src="x.jpg" alt=""><figcaption>The old wall. Photograph: Hedda
Kroll/Getty Images</figcaption></figure><div class="article-body">{body}{end}</div></article>
<aside><h2>Most read</h2><ol><li><a href="/1">Nine hurt as tram leaves the rails</a></li><li>
<a href="/2">Opinion: open the library by Sunday Morning</a></li></ol></aside></main>
<footer><p>About us</p><p>Terms and conditions</p></footer></body></html>"""

_SOUP = """<!DOCTYPE html><html lang="en"><head>{head}</head><body><div id="root">
<div class="sc-a1">
<div class="sc-nav"><a href="/world">World</a><a href="/tech">Tech</a><a href="/live">Live</a>
</div>
<div class="sc-b7 fTz">{top}</div><div class="sc-b9 story"><div class="sc-p">{body}</div>{end}
</div>
<div class="sc-r2"><div>Up next</div><div><a href="/n1">Sponsored: beds for less</a></div>
<div><a href="/n2">Tram leaves the rails</a></div></div><div class="sc-f">Privacy Terms Careers
</div>
</div></div></body></html>"""

_AMP = """<!doctype html><html amp lang="en"><head><meta charset="utf-8">{head}</head><body>
<header class="bar"><a href="/">Home</a></header><article class="amp-wp-article">{top}
<div class="amp-wp-article-content">{body}{end}</div></article><footer>
<a href="#top">Back to top</a>
</footer></body></html>"""

_BARE = "<html><head>{head}</head><body>{top}{body}{end}</body></html>"

SHELLS = {
    "table": _TABLE,
    "press": _PRESS,
    "semantic": _SEMANTIC,
    "soup": _SOUP,
    "amp": _AMP,
    "bare": _BARE,
}


def printed(case: Mapping[str, Any]) -> bytes:
    """Print a page of a table of cases: its shell, filled; or its own text."""
    if "text" in case:
        return str(case["text"]).encode()
    paragraphs = list(BODIES[case.get("body", "english")])
    if dateline := case.get("dateline"):
        paragraphs[0] = f"{dateline} -- {paragraphs[0]}"
    loose = case["shell"] == "table"
    body = "<br><br>".join(paragraphs) if loose else "".join(f"<p>{one}</p>" for one in paragraphs)
    slots = {name: case.get(name, "") for name in ("head", "top", "end")}
    return SHELLS[case["shell"]].format(body=body, **slots).encode()
