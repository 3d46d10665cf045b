/* SPDX-License-Identifier: MIT */
/* The same lab from C++17: starts, fails as documented, and says why it refuses what it refuses. */
#include <fblab/lab.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace
{
struct Stop {
    void operator()(fblab_lab *lab) const
    {
        fblab_lab_stop(&lab);
    }
};
using Lab = std::unique_ptr<fblab_lab, Stop>;

int fail(const std::string &what, const fblab_error &error)
{
    std::fprintf(stderr, "%s: %s\n", what.c_str(), error.text);
    return EXIT_FAILURE;
}
} // namespace

int main()
{
    fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
    fblab_error error = FBLAB_ERROR_INIT;

    options.seed = 7;
    const Lab lab{fblab_lab_start(&options, &error)};
    if (!lab || !fblab_lab_arm(lab.get(), "06", &error))
        return fail("the lab cannot be used", error);
    if (fblab_lab_seed(lab.get()) != 7 || fblab_lab_port(lab.get(), "mail.contoso.com", &error) == 0)
        return fail("the lab is not what was asked for", error);
    if (fblab_lab_arm(lab.get(), "99", &error) ||
        std::string{error.text}.find("there is no scenario 99") == std::string::npos)
        return fail("a scenario that is not there", error);
    std::puts("C++: a lab started, armed 06, refused 99");
    return EXIT_SUCCESS;
}
