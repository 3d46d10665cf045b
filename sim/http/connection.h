/* SPDX-License-Identifier: MIT */
/* An adopted stream and the request on it, as libmicrohttpd's callbacks. `context` of each is the struct service. */
#ifndef FBLAB_CONNECTION_H
#define FBLAB_CONNECTION_H

#include "service.h"

/* MHD_OPTION_NOTIFY_CONNECTION: *context is the connection. */
void connection_notify(void *service, struct MHD_Connection *transport, void **context,
                       enum MHD_ConnectionNotificationCode what);
/* MHD_OPTION_URI_LOG_CALLBACK: the first that is heard of a request; gives the context of the next two. */
void *connection_target(void *service, const char *target, struct MHD_Connection *transport);
/* The handler: called with the headers, with each piece of the body, at the end, and again after resuming. */
enum MHD_Result connection_handle(void *service, struct MHD_Connection *transport, const char *path, const char *method,
                                  const char *version, const char *data, size_t *length, void **context);
/* MHD_OPTION_NOTIFY_COMPLETED. */
void connection_completed(void *service, struct MHD_Connection *transport, void **context,
                          enum MHD_RequestTerminationCode how);
/* To be called before MHD_run(), which then finds every connection that had been resumed. */
void connections_acknowledge(struct service *service);
/* Makes the server's descriptor readable. Any thread. */
void connections_wake(struct service *service);

#endif
