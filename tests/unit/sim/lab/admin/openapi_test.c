/* SPDX-License-Identifier: MIT */
/* The description and the routes say the same. */
#include "admin/openapi.h"
#include "admin/operations.h"
#include "base/cleanup.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void free_json(json_t **json)
{
    json_decref(*json);
}

static json_t *description(void)
{
    json_t *json = json_loads(openapi, 0, NULL);

    assert_non_null(json);
    return json;
}

static json_t *operation(json_t *document, const struct route *route)
{
    char method[16] = "";

    for (size_t i = 0; route->method[i] && i + 1 < sizeof method; i++)
        method[i] = (char)tolower((unsigned char)route->method[i]);
    return json_object_get(json_object_get(json_object_get(document, "paths"), route->path), method);
}

static void describes_every_route(void **state)
{
    CLEANUP(free_json) json_t *document = description();
    const struct route *route;

    (void)state;
    for (size_t i = 0; (route = admin_route(i)); i++) {
        json_t *found = operation(document, route);

        if (!found)
            fail_msg("%s %s is not described", route->method, route->path);
        assert_int_equal(json_object_get(found, "security") != NULL, route->open);
        assert_int_equal(json_object_get(found, "requestBody") != NULL, route->has_body);
    }
}

static void routes_all_that_is_described(void **state)
{
    CLEANUP(free_json) json_t *document = description();
    const char *path, *method;
    json_t *methods, *value;
    size_t described = 0, routed = 0;

    (void)state;
    json_object_foreach(json_object_get(document, "paths"), path, methods) json_object_foreach(methods, method, value)
        described++;
    while (admin_route(routed))
        routed++;
    assert_int_equal(described, routed); /* with describes_every_route(): the same set */
}

static bool has_example(json_t *content)
{
    const char *type;
    json_t *value;

    json_object_foreach(content, type, value) if (!json_object_get(value, "example")) return false;
    return json_object_size(content) > 0;
}

static void gives_an_example_of_everything(void **state)
{
    CLEANUP(free_json) json_t *document = description();
    const struct route *route;

    (void)state;
    for (size_t i = 0; (route = admin_route(i)); i++) {
        json_t *found = operation(document, route);
        json_t *success = json_object_get(json_object_get(found, "responses"), "200");

        assert_true(has_example(json_object_get(success, "content")));
        if (route->has_body)
            assert_true(has_example(json_object_get(json_object_get(found, "requestBody"), "content")));
    }
}

static void knows_its_version(void **state)
{
    CLEANUP(free_json) json_t *document = description();

    (void)state;
    assert_string_equal(json_string_value(json_object_get(json_object_get(document, "info"), "version")),
                        FBLAB_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(describes_every_route),
        cmocka_unit_test(routes_all_that_is_described),
        cmocka_unit_test(gives_an_example_of_everything),
        cmocka_unit_test(knows_its_version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
