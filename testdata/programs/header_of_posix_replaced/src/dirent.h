/* Stands for the header of this name where there is none. */
#include <windows.h>

struct dirent { char d_name[260]; };
