#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/time.h>
#endif

void one_for_both_bad(int s)
{
    struct timeval wait = { 3, 0 };
    (void)setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (const char *)&wait, sizeof(wait)); //~ option-type-mismatch
}

void each_its_own_ok(int s)
{
#ifdef _WIN32
    DWORD wait = 3000;
#else
    struct timeval wait = { 3, 0 };
#endif
    (void)setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (const char *)&wait, sizeof(wait));
}
