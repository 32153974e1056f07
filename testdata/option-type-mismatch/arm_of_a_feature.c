// The two worlds take a feature differently, but it may be on in both.
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/time.h>
#include <sys/socket.h>
#endif

int limited_bad(int s, fd_set *set)
{
#ifdef WITH_LIMIT
    struct timeval limit = { 3, 0 };
    if (setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(struct timeval)) < 0) //~ option-type-mismatch
        return -1;
    return select(s + 1, NULL, set, NULL, &limit);
#else
    return select(s + 1, NULL, set, NULL, NULL);
#endif
}

int limited_ok(int s, fd_set *set)
{
#ifdef WITH_LIMIT
#ifdef _WIN32
    DWORD limit = 3000;
#else
    struct timeval limit = { 3, 0 };
#endif
    if (setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, (const char *)&limit, sizeof(limit)) < 0)
        return -1;
    return 0;
#else
    return 0;
#endif
}

/* What the system offers is no feature. */
int limited_where_it_can_be_ok(int s)
{
#ifdef HAVE_SENDMSG
    struct timeval limit = { 3, 0 };
    return setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
#else
    return 0;
#endif
}
