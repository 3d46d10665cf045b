#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Free/busy times by exchangelib, which is told an address and a password and finds all else by itself."""
import datetime
import os
import warnings

from exchangelib import DELEGATE, UTC, Account, Configuration, Credentials
from exchangelib.errors import ErrorProxyRequestProcessingFailed

warnings.simplefilter("ignore")
credentials = Credentials(os.environ["FBLAB_USER"], os.environ["FBLAB_PASSWORD"])
account = Account(os.environ["FBLAB_REQUESTER"], config=Configuration(credentials=credentials, auth_type="basic"),
                  autodiscover=True, access_type=DELEGATE)
start = datetime.datetime(2026, 1, 5, 8, tzinfo=UTC)
try:
    views = list(account.protocol.get_free_busy_info(accounts=[(os.environ["FBLAB_MAILBOX"], "Organizer", False)], start=start,
                                                     end=start + datetime.timedelta(hours=10)))
    print(account.protocol.service_endpoint, len(views[0].calendar_events))
except ErrorProxyRequestProcessingFailed as error:
    print("refused:", "does not exist" in str(error))
