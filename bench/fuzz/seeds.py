"""What fuzzing begins with: small made-up inputs of every kind, and words the formats know."""

from __future__ import annotations

import gzip
import io
import zipfile

STORY = "Nine people died on Monday when the ferry Anna sank off Osk. The search goes on."
HTML = f"""<!doctype html><html lang=en><head><meta charset=utf-8>
<title>Ferry sinks | Osk Herald</title>
<meta property="article:published_time" content="2031-05-21T08:00:00Z">
<link rel=canonical href="https://herald.example/2031/05/21/ferry">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry sinks",
"author":{{"name":"Marta Roos"}},"articleBody":"{STORY}"}}
</script></head><body><nav><a href=/>Home</a></nav><article class=story><h1>Ferry sinks</h1>
<p class=byline>By Marta Roos</p><time datetime=2031-05-21>May 21</time><figure>
<figcaption>The Anna</figcaption></figure><p>OSK (HPA) - {STORY}</p>
<p>&ldquo;We waited,&rdquo; the mayor said.</p><table><tr><td>x</table></article>
<footer>&copy; 2031 Osk Herald</footer>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Osk Herald</title>
<link>https://herald.example</link><item><title>Ferry sinks</title><link>https://herald.example/1
</link><pubDate>Wed, 21 May 2031 08:00:00 GMT</pubDate><source url="https://post.example/rss">Post
</source><description><![CDATA[<p>{STORY}</p>]]></description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Osk Herald</title><entry><id>a</id>
<link href="https://herald.example/1"/><updated>2031-05-21T08:00:00Z</updated>
<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Osk Herald", "items": '
    f'[{{"id": "1", "url": "https://herald.example/1", "content_text": "{STORY}"}}]}}'
)
OPML = '<opml version="2.0"><body><outline xmlUrl="https://herald.example/rss"/></body></opml>'
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://herald.example/1'
    "</loc><lastmod>2031-05-21</lastmod></url></urlset>"
)
MAIL = (
    "From: Osk Herald <news@herald.example>\nSubject: =?utf-8?q?Ferry_sinks?=\nDate: Wed, 21 May "
    "2031 08:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
    f"--b\nContent-Type: text/plain\n\n{STORY}\n--b\nContent-Type: text/html\n\n<p>{STORY}</p>\n"
    "--b--\n"
)
MHTML = (
    "From: <Saved by a browser>\nSnapshot-Content-Location: https://herald.example/1\nMIME-Version:"
    ' 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: '
    f"text/html\nContent-Location: https://herald.example/1\n\n{HTML}\n--b--\n"
)
CSV = f'id,title,text,date\n1,Ferry sinks,"{STORY}",2031-05-21\n2,=1+1,"{STORY}",\n'
LINES = f'{{"id": "1", "text": "{STORY}", "outlet": "Osk Herald"}}\n{{"html": "<p>{STORY}"}}\n'
MARKDOWN = f"---\ntitle: Ferry sinks\ndate: 2031-05-21\n---\n# Ferry sinks\n\n{STORY} [more](/x)\n"
TEXT = (
    f"Ferry sinks off Osk\n\nBy Marta Roos\n\nOSK (HPA) - {STORY}\n\nSubscribe to our newsletter\n"
)


def warc() -> bytes:
    """Write an archive of one response, plain."""
    body = HTML.encode()
    response = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nLast-Modified: Wed, 21 May "
        b"2031 08:00:00 GMT\r\nContent-Length: %d\r\n\r\n" % len(body)
    ) + body
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/1\r\n"
        b"WARC-Date: 2031-05-21T09:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % len(response)
    )
    return head + response + b"\r\n\r\n"


def zipped(members: dict[str, bytes]) -> bytes:
    """Write a zip archive of these members."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 21, 8, 0, 0)), raw)
    return kept.getvalue()


def docx() -> bytes:
    """Write a document of one paragraph."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>"
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{paragraph}</w:body>'
            "</w:document>".encode(),
        }
    )


def pdf() -> bytes:
    """Write a document of one line, without the table of places, which readers do without."""
    drawn = f"BT /F1 12 Tf 72 700 Td ({STORY}) Tj ET".encode()
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
        % (len(drawn), drawn)
    )


# The kinds that can be fuzzed: the name that a file of it has, and what to begin with.
SEEDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "html": ("page.html", (HTML.encode(), HTML.encode("utf-16"))),
    "text": ("page.txt", (TEXT.encode(), TEXT.encode("cp1252"))),
    "markdown": ("page.md", (MARKDOWN.encode(),)),
    "feed": (
        "feed.xml",
        (RSS.encode(), ATOM.encode(), JSON_FEED.encode(), OPML.encode(), SITEMAP.encode()),
    ),
    "warc": ("pages.warc", (warc(), gzip.compress(warc(), mtime=0))),
    "wacz": ("pages.wacz", (zipped({"archive/data.warc": warc()}),)),
    "mail": ("letter.eml", (MAIL.encode(),)),
    "mhtml": ("page.mhtml", (MHTML.encode(),)),
    "table": ("articles.csv", (CSV.encode(),)),
    "lines": ("articles.jsonl", (LINES.encode(),)),
    "docx": ("page.docx", (docx(),)),
    "pdf": ("page.pdf", (pdf(),)),
    "any": (
        "page",
        (HTML.encode(), RSS.encode(), warc(), MAIL.encode(), CSV.encode(), docx(), pdf()),
    ),
}
WORDS = (
    "<p>", "</p>", "<div", "class=", "<script>", "]]>", "<!--", "-->", "<table>", "<svg>", "<math>",
    "<template>", "&amp;", "&#0;", "&#x10ffff;", "datetime=", "0000-01-01", "9999-12-31",
    "WARC/1.0", "Content-Length:0", "Transfer-Encoding:chunked", "Content-Encoding:gzip",
    "ffffffff", "<item>", "<link>", "<![CDATA[", "<!DOCTYPE", "<!ENTITY", "boundary=", "=?utf-8?b?",
    "\u202e", "\u200b", "charset=utf-7", '"@type":', '"@graph":', "©", "1 January 0000", "\x00",
    "\ufeff",
)  # fmt: skip
