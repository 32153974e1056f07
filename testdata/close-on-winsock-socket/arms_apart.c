/* What is wrong on Windows alone is right in the arm for the others. */
#include <winsock2.h>

void end_ok(SOCKET s)
{
    shutdown(s, 2);
#ifdef _WIN32
    closesocket(s);
#else
    close(s);
#endif
}

void end_by_project_name_ok(SOCKET s)
{
    shutdown(s, 2);
#ifdef SYS_WINNT
    closesocket(s);
#else
    close(s);
#endif
}

void end_bad(SOCKET s)
{
    shutdown(s, 2);
    close(s); //~ close-on-winsock-socket
}

/* Neither is there on Windows. */
void other_systems_ok(SOCKET s)
{
    shutdown(s, 2);
#ifdef HAVE_SO_PEERCRED
    close(s);
#else
    closesocket(s);
#endif
}

#ifdef USE_HAIKU_CODE
void another_system_ok(SOCKET s)
{
    shutdown(s, 2);
    close(s);
}
#endif
