#include <winsock2.h>
#include <io.h>

int load_bad(const char *path, char *buf, unsigned len, SOCKET s)
{
    int fd = _open(path, _O_RDONLY);
    if (fd < 0)
        return -1;
    int n = _read(fd, buf, len);
    closesocket(fd); //~ close-on-winsock-socket
    return send(s, buf, n, 0);
}

int load_ok(const char *path, char *buf, unsigned len, SOCKET s)
{
    int fd = _open(path, _O_RDONLY);
    if (fd < 0)
        return -1;
    int n = _read(fd, buf, len);
    _close(fd);
    return send(s, buf, n, 0);
}
