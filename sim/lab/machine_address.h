/* SPDX-License-Identifier: MIT */
/* By which address others reach this machine. */
#ifndef FBLAB_MACHINE_ADDRESS_H
#define FBLAB_MACHINE_ADDRESS_H

/* "192.0.2.7": the one that faces the way out, without a packet being sent; 127.0.0.1 where there is no way out. The caller
 * frees it. */
char *machine_address(void);

#endif
