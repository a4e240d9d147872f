#ifndef EID_CQRENCODE_SHIM_H
#define EID_CQRENCODE_SHIM_H
#include <qrencode.h>
#endif
