#ifndef EID_CZLIB_SHIM_H
#define EID_CZLIB_SHIM_H
#include <zlib.h>
#endif
