/* SPDX-License-Identifier: MIT */
/* Which steps the parameters ask for, in their order. Those before one that fails stay done. */
#include "hybrid_app_script.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "hybrid_app_steps.h"
#include "script_arguments.h"
#include "shell/nouns/objects.h"
#include "vocabulary/places.h"

enum {
    FULLY,
    CREATE,
    CERTIFICATE,
    AUTH_SERVER,
    RELATIONSHIP,
    OVERRIDE,
    RESET,
    PERMISSIONS,
    DELETE,
    GRAPH_ONLY,
    CUSTOM_APP,
    TENANT,
    ROUTING_DOMAIN,
    METHOD,
    INFORMATION,
    ENVIRONMENT
};

static const struct script_parameter parameters[] = {
    [FULLY] = {"FullyConfigureExchangeHybridApplication", true, NULL},
    [CREATE] = {"CreateApplication", true, NULL},
    [CERTIFICATE] = {"UpdateCertificate", true, NULL},
    [AUTH_SERVER] = {"ConfigureAuthServer", true, NULL},
    [RELATIONSHIP] = {"ConfigureTargetSharingEpr", true, NULL},
    [OVERRIDE] = {"EnableExchangeHybridApplicationOverride", true, NULL},
    [RESET] = {"ResetFirstPartyServicePrincipalKeyCredentials", true, NULL},
    [PERMISSIONS] = {"RemoveApiPermissions", false, NULL},
    [DELETE] = {"DeleteApplication", true, NULL},
    [GRAPH_ONLY] = {"UseGraphApiOnly", true, NULL},
    [CUSTOM_APP] = {"CustomAppId", false, NULL},
    [TENANT] = {"TenantId", false, NULL},
    [ROUTING_DOMAIN] = {"RemoteRoutingDomain", false, NULL},
    [METHOD] = {"CertificateMethod", false,
                "Thumbprint"}, /* a lab's certificates are in no file of the administrator's */
    [INFORMATION] = {"CertificateInformation", false, NULL},
    [ENVIRONMENT] = {"AzureEnvironment", false, "Global"},
};

static const struct script_form form = {"ConfigureExchangeHybridApplication.ps1", parameters, ARRAY_SIZE(parameters)};

static const struct step {
    size_t parameter;
    bool of_all; /* of -FullyConfigureExchangeHybridApplication */
    bool (*run)(const struct hybrid_app_run *run, struct error *error);
} steps[] = {
    {CREATE, true, hybrid_app_create},
    {CERTIFICATE, true, hybrid_app_update_certificate},
    {AUTH_SERVER, true, hybrid_app_configure_auth_server},
    {RELATIONSHIP, true, hybrid_app_configure_relationship},
    {OVERRIDE, true, hybrid_app_enable},
    {RESET, false, hybrid_app_reset_shared},
    {PERMISSIONS, false, hybrid_app_remove_permissions},
    {DELETE, false, hybrid_app_delete},
};

static bool is_wanted(const struct script_arguments *arguments, const struct step *step)
{
    return arguments->given[step->parameter] || (step->of_all && arguments->given[FULLY]);
}

static bool wants_something(const struct script_arguments *arguments)
{
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        if (is_wanted(arguments, &steps[i]))
            return true;
    return false;
}

static bool read_line(const struct command_line *line, struct script_arguments *arguments, struct error *error)
{
    const char *permissions;

    if (!script_arguments_read(&form, line, arguments, error))
        return false;
    permissions = script_argument(arguments, PERMISSIONS);
    if (*permissions && !text_equal(permissions, "EWS") && !text_equal(permissions, "Graph"))
        return error_set(error,
                         "%s : Cannot validate argument on parameter 'RemoveApiPermissions'. The argument \"%s\" does "
                         "not belong to the set \"EWS,Graph\" specified by the ValidateSet attribute.",
                         form.name, permissions);
    return wants_something(arguments) ||
           error_set(error,
                     "%s needs to be told what to do: -FullyConfigureExchangeHybridApplication, or a single step.",
                     form.name);
}

bool hybrid_app_check(const struct command_line *line, struct error *error)
{
    struct script_arguments arguments;

    return read_line(line, &arguments, error);
}

/* A step on the documents of both sides. */
struct step_run {
    const struct step *step;
    struct hybrid_app_run app;
};

static bool run_step(xmlDoc *document, void *context, struct error *error)
{
    struct step_run *const run = context;
    static const char *const sides[] = {SCOPE_ONPREM, SCOPE_EXO, SCOPE_MSOL};

    run->app.document = document;
    for (size_t i = 0; i < ARRAY_SIZE(sides); i++)
        if (!scope_find(document, sides[i]))
            return error_set(error, "The document has no %s.", sides[i]);
    return run->step->run(&run->app, error);
}

bool hybrid_app_run_script(const struct shell *shell, const struct command_line *line, struct error *error)
{
    struct step_run run = {.app = {.output = shell->output}};
    struct script_arguments arguments;

    if (!read_line(line, &arguments, error))
        return false;
    run.app.custom_app = script_argument(&arguments, CUSTOM_APP);
    run.app.tenant = script_argument(&arguments, TENANT);
    run.app.routing_domain = script_argument(&arguments, ROUTING_DOMAIN);
    run.app.thumbprint = script_argument(&arguments, INFORMATION);
    run.app.permissions = script_argument(&arguments, PERMISSIONS);
    run.app.graph_only = arguments.given[GRAPH_ONLY];
    for (run.step = steps; run.step < steps + ARRAY_SIZE(steps); run.step++)
        if (is_wanted(&arguments, run.step) && !store_change(shell->store, run_step, &run, error))
            return false;
    return true;
}
