# SPDX-License-Identifier: MIT
"""What a browser does with a link of the control room, without a browser."""
import http.client
import json
import urllib.parse


class Browser:
    """`ask` is what a browser does with a link; `cookie` comes from the first URL."""

    def __init__(self, link):
        self.link = urllib.parse.urlsplit(link)
        self.place, self.origin = self.link.netloc, f"http://{self.link.netloc}"
        self.cookie = ""

    def ask(self, path, body=None, host=None, timeout=60, **headers):
        line = http.client.HTTPConnection(self.place, timeout=timeout)
        known = {"Host": self.link.netloc if host is None else host, "Cookie": self.cookie}
        if body is not None:
            known.update({"Origin": self.origin, "Content-Type": "application/json"})
        known.update({name.replace("_", "-"): value for name, value in headers.items()})
        line.request("GET" if body is None else "POST", path, None if body is None else json.dumps(body),
                     {name: value for name, value in known.items() if value is not None})
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")  # a pack is no text
        line.close()
        return answer.status, text, answer.headers

    def json(self, path, body=None, **headers):
        return json.loads(self.ask(path, body, **headers)[1])

    def enter(self):
        status, text, headers = self.ask(f"/?{self.link.query}")
        self.cookie = headers.get("Set-Cookie", "").split(";")[0]
        return status, text, headers
