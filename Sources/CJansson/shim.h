#ifndef EID_CJANSSON_SHIM_H
#define EID_CJANSSON_SHIM_H
#include <jansson.h>
#endif
