/* SPDX-License-Identifier: MIT */
/* In every unit test: a descriptor that is open at the end of the program, and was not at its beginning, fails it. */
#ifndef FBLAB_TESTS_LEFT_OPEN_H
#define FBLAB_TESTS_LEFT_OPEN_H

/* For a test that ends calls in the middle. */
void left_open_allow(void);

#endif
