/* SPDX-License-Identifier: MIT */
/* What a browser shows of two addresses that administrators open to see whether their servers get out, and of the company's
 * own web site. */
#include "pages.h"

#define OPERATION(name) "<li><a href=\"managedelegation2.asmx?op=" name "\">" name "</a></li>"

/* The page ASP.NET makes of a web service. */
#define OPERATIONS                                                                                                     \
    "<html><head><title>ManageDelegation2 Web Service</title></head><body><h1>ManageDelegation2</h1>"                  \
    "<p>The following operations are supported. For a formal definition, please review the "                           \
    "<a href=\"managedelegation2.asmx?WSDL\">Service Description</a>.</p><ul>" OPERATION("AddUri")                     \
        OPERATION("CreateAppId") OPERATION("GetDomainInfo") OPERATION("ReleaseDomain") OPERATION("RemoveUri")          \
            OPERATION("ReserveDomain") OPERATION("UpdateAppIdCertificate")                                             \
                OPERATION("UpdateAppIdProperties") "</ul></body></html>\r\n"

#define SORRY                                                                                                          \
    "<!DOCTYPE html>\r\n<html><head><title>Sign in to your account</title></head><body><h1>Sign in</h1>"               \
    "<p>Sorry, but we\xE2\x80\x99re having trouble signing you in.</p><p>AADSTS900144: The request body must contain " \
    "the following parameter: 'client_id'.</p></body></html>\r\n"

void manage_delegation_answer(const struct exchange_call *call, struct answer *answer)
{
    (void)call;
    answer_set(answer, 200, "text/html; charset=utf-8", OPERATIONS);
}

void sign_in_answer(const struct exchange_call *call, struct answer *answer)
{
    (void)call;
    answer_set(answer, 200, "text/html; charset=utf-8", SORRY);
}

void web_site_answer(const struct exchange_call *call, struct answer *answer)
{
    (void)call;
    answer_set(answer, 200, "text/html; charset=utf-8",
               "<!DOCTYPE html>\r\n<html><head><title>Contoso</title></head><body><h1>Contoso</h1></body></html>\r\n");
}
