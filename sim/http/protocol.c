/* SPDX-License-Identifier: MIT */
/* The bytes themselves. */
#include "protocol.h"

const char http_protocol_name[] = "http/1.1";

const char http_refusal_in_clear[] = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=us-ascii\r\n"
                                     "Connection: close\r\nContent-Length: 57\r\n\r\n"
                                     "<html><body><h1>400</h1>Bad Request - TLS</body></html>\r\n";

const char http_nonsense[] = "\x02\x7f\xfe\x13 not HTTP \xff\xfb\x01\xff\xfb\x03\r\n\x1b[2J\x05\x04\xc0\xc1\r\n\r\n";
