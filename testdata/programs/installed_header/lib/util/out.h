#define NEVER_RETURNS _Noreturn

NEVER_RETURNS void proj_out(const char *file, int line, const char *why);
#define enough(why) proj_out(__FILE__, __LINE__, why)
