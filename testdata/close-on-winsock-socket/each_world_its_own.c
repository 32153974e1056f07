/* Only what the Windows world sees counts. */
#ifdef _WIN32
#include <winsock2.h>
#else
#include <unistd.h>
typedef int SOCKET;
#endif

void by_type_bad(SOCKET s)
{
    shutdown(s, 2);
    close(s); //~ close-on-winsock-socket
}

void in_its_arm_ok(SOCKET s)
{
    shutdown(s, 2);
#ifdef _WIN32
    closesocket(s);
#else
    close(s);
#endif
}

/* A handle of the system. */
void handle_bad(SOCKET s)
{
    shutdown(s, 2);
#ifdef _WIN32
    CloseHandle((HANDLE)s); //~ close-on-winsock-socket
#else
    close(s);
#endif
}

int plain_file_ok(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}
