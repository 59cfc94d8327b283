"""What is left out of a page is named for what it is, on made-up pages of several builds."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.read.reasons import why_left_out
from secondsource.records import Block

STORY = """
<p>Nine people died on Monday when the ferry <i>Marigold</i> struck a reef off the port of Osk,
the harbour master said, and more than forty were brought ashore by fishing boats.</p>
<p>“We heard a long scrape and then the lights went out,” said Jonas Feld, a passenger, who swam
to the nearest rocks and waited there for an hour before he was found.</p>
<p>The company that runs the line, Osk Coastal, said that the crew had followed the usual course
and that it would help the inquiry, which opens on Thursday.</p>
<p>It is the worst loss of life in the strait since 1987, when a coaster sank in a winter gale
with the loss of all fourteen of her crew.</p>
"""
# (kind, what stands in the page, the words that must be cut with that kind)
PIECES = [
    ("caption", "<figure><img src=a.jpg><figcaption>The Marigold in 2029. Photo: Ann Vale"
     "</figcaption></figure>", "The Marigold in 2029"),
    ("caption", "<div class='article-image'><div class=credit>Picture: Ann Vale</div></div>",
     "Picture: Ann Vale"),
    ("embed", "<blockquote class=twitter-tweet><p>Praying for Osk tonight</p>— Mayor Rell "
     "(@mayorrell) <a href=https://tw.example/1>May 21, 2031</a></blockquote>", "Mayor Rell"),
    ("embed", "<div class=video-embed><p>This video is not available in your country.</p></div>",
     "This video is not available"),
    ("related", "<aside class=related><h3>More on this story</h3><ul><li><a href=/1>Reef was "
     "charted in 1911</a><li><a href=/2>Who owns Osk Coastal?</a></ul></aside>",
     "Reef was charted in 1911"),
    ("related", "<div class=teaser-list><a href=/3>Fishing boats win bravery prize</a></div>",
     "Fishing boats win bravery prize"),
    ("comments", "<section id=comments><h2>14 comments</h2><div class=comment><p>My uncle was "
     "aboard. Thank you to the boats.</p></div></section>", "My uncle was aboard"),
    ("comments", "<div class=below><a href=#c>Leave a comment</a></div>", "Leave a comment"),
    ("menu", "<nav><ul><li><a href=/w>World</a><li><a href=/s>Shipping</a></ul></nav>",
     "Shipping"),
    ("menu", "<div class=breadcrumbs><a href=/>Front page</a> <a href=/osk>Osk</a></div>",
     "Front page"),
    ("link", "<p><a href=/archive>Archive of the strait</a></p>", "Archive of the strait"),
    ("live", "<div class=blog-head><p>Newest first</p><p>3 new updates</p></div>",
     "3 new updates"),
    ("live", "<div class=liveblog-controls><p>Pause</p></div>", "Pause"),
    ("consent", "<div class=banner><p>We and our 9 partners use cookies to measure readers. "
     "Manage your choices.</p></div>", "We and our 9 partners"),
    ("consent", "<div id=cookie-notice><p>Your choice is kept for a year.</p></div>",
     "Your choice is kept"),
    ("paywall", "<div class=gate><p>Subscribe to continue reading the Osk Herald</p></div>",
     "Subscribe to continue reading"),
    ("paywall", "<div class=paywall-prompt><p>Three months for the price of one.</p></div>",
     "Three months for the price"),
    ("newsletter", "<form><p>Get the morning newsletter in your inbox</p></form>",
     "Get the morning newsletter"),
    ("newsletter", "<div class=newsletter-box><p>News from the harbour, each Friday.</p></div>",
     "News from the harbour"),
    ("author", "<div class=author-bio><p>Ann Vale has reported from the islands for the Osk "
     "Herald since 2019; before that she taught navigation at the school in Port Ellery.</p>"
     "</div>", "Ann Vale has reported"),
    ("author", "<div class=end><p>Per Holm is a correspondent of the Osk Herald.</p></div>",
     "Per Holm is a correspondent"),
    ("tags", "<div class=article-tags><a href=/t/1>Ferries</a> <a href=/t/2>Osk</a></div>",
     "Ferries"),
    ("tags", "<div class=end><p>Topics: <a href=/t/1>Reefs</a></p></div>", "Topics:"),
    ("share", "<ul class=social><li><a href=#>Facebook</a><li><a href=#>Email</a></ul>",
     "Facebook"),
    ("share", "<div class=end><p>Share this article</p></div>", "Share this article"),
    ("copyright", "<div class=end><p>© 2031 Osk Herald. All rights reserved.</p></div>",
     "© 2031 Osk Herald"),
]  # fmt: skip
_AFTER = {"caption", "embed"}  # what stands among the paragraphs; the rest stands below


def built(piece: str, among: bool) -> bytes:
    """Print the story with a piece of furniture among its paragraphs, or below them."""
    paragraphs = STORY.split("\n<p>")
    if among:
        paragraphs.insert(3, piece)
        story, below = "\n<p>".join(paragraphs[:3]) + piece + "\n<p>" + paragraphs[4], ""
    else:
        story, below = STORY, piece
    return (
        "<html><head><title>Ferry strikes reef off Osk, nine die</title></head><body>"
        "<header><a href=/>The Osk Herald</a></header><main><article class=story>"
        f"<h1>Ferry strikes reef off Osk, nine die</h1>{story}</article>{below}</main>"
        "<footer><p>Printed in Osk.</p></footer></body></html>"
    ).encode()


def kind_in(piece: str, words: str, *, among: bool) -> str:
    page = page_of(built(piece, among), input="osk.html", media="html")
    article = article_of(page)
    at = page.text.index(words)
    for cut in article.furniture:
        if cut.span.start <= at < cut.span.end:
            return cut.why.partition(":")[0]
    return "body"


@pytest.mark.parametrize(("kind", "piece", "words"), PIECES, ids=[f"{k}-{w}" for k, _, w in PIECES])
def test_furniture_is_named_for_what_it_is(kind: str, piece: str, words: str) -> None:
    assert kind_in(piece, words, among=kind in _AFTER) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Already a subscriber? Sign in", "paywall"),
        ("Enter your e-mail to get the newsletter", "newsletter"),
        ("By using this site you accept our use of cookies", "consent"),
        ("This page is refreshed as updates come in", "live"),
        ("Facebook X Email Copy link", "share"),
        ("Nine died when a ferry struck a reef", "outside"),
        ("The comment came from the mayor, who was aboard", "outside"),
        ("The letter was read to the inquiry", "outside"),
        ("He said the cookies were stale", "outside"),
    ],
)
def test_a_blocks_own_words_name_it_only_where_they_say_so(text: str, kind: str) -> None:
    why = why_left_out(Block(0, len(text), "p", "html body div p"), text)
    assert why.partition(":")[0] == kind


def test_the_innermost_name_is_believed() -> None:
    path = "html body.has-comments div.footer div.share-bar p"
    assert why_left_out(Block(0, 3, "p", path), "One").startswith("share")
    assert why_left_out(Block(0, 3, "p", "html body.has-comments p"), "One").startswith("outside")
