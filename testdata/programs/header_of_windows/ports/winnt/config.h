#define close     low_number
#define PROJ_NAME "proj"
