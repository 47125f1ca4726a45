/* Files below a folder that others may write in, and none outside of it, whatever they put there.
 *
 * openat2(2) of Linux 5.6 looks a path up in one go, so that no link can be put in its way
 * meanwhile; where a kernel or a container has none, each folder on the way is opened from the
 * one before. */
#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include "base/buf.h"

enum { BENEATH_LINKS_MAX = 40 /* on one way, as the kernel has it */ };

/* Opens PATH, below the open folder DIR, with the FLAGS of open(2) and O_CLOEXEC. No part of it may
   be a link or "..". The descriptor, or -1 with errno: ELOOP where a link is in the way, EXDEV
   where the path leads out. */
int beneath_open(int dir, const char *path, int flags);

/* The same without openat2, folder by folder. */
int beneath_walk(int dir, const char *path, int flags);

/* Replaces OUT by the path below DIR, without links, of what PATH leads to through links that all
   stay below DIR, whose own path is OWN. False with errno: EXDEV where one leads out, ELOOP where
   there are too many, ENOENT where nothing is there. Another may be there by the time that it is
   opened; so open it by beneath_open. */
bool beneath_follow(int dir, const char *own, const char *path, struct buf *out);

#endif
