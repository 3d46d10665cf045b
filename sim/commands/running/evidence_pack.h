/* SPDX-License-Identifier: MIT */
/* A look-up of a lab that runs, and all that can be had of it, in one zip. */
#ifndef FBLAB_EVIDENCE_PACK_H
#define FBLAB_EVIDENCE_PACK_H

/* lab: a ready file; NULL where none was given. Returns the exit status; if it is not STATUS_DONE, a sentence was printed. */
int evidence_pack_write(const char *lab, const char *output);

#endif
