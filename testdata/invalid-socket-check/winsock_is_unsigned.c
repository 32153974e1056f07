#include <winsock2.h>

typedef SOCKET sock_type;

struct session {
    SOCKET s;
};

int never_below_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) //~ invalid-socket-check
        return -1;
    closesocket(s);
    return 0;
}

int through_typedef_bad(const struct sockaddr *to)
{
    sock_type s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (s >= 0) //~ invalid-socket-check
        connect(s, to, sizeof(struct sockaddr));
    closesocket(s);
    return 0;
}

void member_bad(struct session *session)
{
    if (session->s > 0) { //~ invalid-socket-check
        shutdown(session->s, SD_BOTH);
        closesocket(session->s);
    }
}

int truth_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (!s) //~ invalid-socket-check
        return -1;
    closesocket(s);
    return 0;
}

/* Style: the conversion makes it right. */
int minus_one_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    closesocket(s);
    return 0;
}

int signed_by_cast_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if ((int)s < 0)
        return -1;
    closesocket(s);
    return 0;
}

int status_ok(SOCKET s, const struct sockaddr *to)
{
    int rc = connect(s, to, sizeof(struct sockaddr));
    if (rc < 0)
        return -1;
    return 0;
}
