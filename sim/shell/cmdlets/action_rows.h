/* SPDX-License-Identifier: MIT */
/* THE list of cmdlets that are no Get-, Set-, New- or Remove- of an object. Each has its row (action_<name>) in the file that
 * does it: verb, places, parameters. Their nouns stand in no document. */
#ifndef FBLAB_SHELL_ACTION_ROWS_H
#define FBLAB_SHELL_ACTION_ROWS_H

#include "cmdlet.h"

#define ACTIONS(ROW)                                                                                                   \
    ROW(test_oauth_connectivity)                                                                                       \
    ROW(test_organization_relationship)                                                                                \
    ROW(test_federation_trust)                                                                                         \
    ROW(test_federation_trust_certificate)                                                                             \
    ROW(get_federation_information)                                                                                    \
    ROW(get_exchange_diagnostic_info)                                                                                  \
    ROW(test_migration_server_availability)                                                                            \
    ROW(export_exchange_certificate)                                                                                   \
    ROW(import_module)                                                                                                 \
    ROW(start_sync_cycle)                                                                                              \
    ROW(get_recipient)                                                                                                 \
    ROW(get_user)                                                                                                      \
    ROW(get_ad_user)                                                                                                   \
    ROW(get_ad_domain)                                                                                                 \
    ROW(get_ad_forest)                                                                                                 \
    ROW(get_ad_object)                                                                                                 \
    ROW(start_service)                                                                                                 \
    ROW(stop_service)                                                                                                  \
    ROW(restart_service)                                                                                               \
    ROW(get_service)                                                                                                   \
    ROW(test_service_health)                                                                                           \
    ROW(start_web_app_pool)                                                                                            \
    ROW(stop_web_app_pool)                                                                                             \
    ROW(restart_web_app_pool)                                                                                          \
    ROW(get_iis_app_pool)                                                                                              \
    ROW(get_tls_cipher_suite)                                                                                          \
    ROW(resolve_dns_name)                                                                                              \
    ROW(test_net_connection)                                                                                           \
    ROW(get_content)                                                                                                   \
    ROW(select_string)                                                                                                 \
    ROW(get_child_item)                                                                                                \
    ROW(get_win_event)                                                                                                 \
    ROW(get_event_log)                                                                                                 \
    ROW(update_hybrid_configuration)                                                                                   \
    ROW(set_password_sync)

struct cmdlet_action {
    struct verb verb;
    struct noun noun;
};

#define DECLARE_ACTION(name) extern const struct cmdlet_action action_##name;
ACTIONS(DECLARE_ACTION)
#undef DECLARE_ACTION

#endif
