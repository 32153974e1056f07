// `and`, `or` and `not` are what `&&`, `||` and `!` are.
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

class Client {
    int sock = -1;
    void drop()
    {
        if (sock not_eq -1) {
            close(sock);
            sock = -1;
        }
    }

public:
    bool open(const sockaddr *address, socklen_t length, int tries)
    {
        while (tries and sock == -1) {
            if ((sock = socket(AF_INET, SOCK_STREAM, 0)) not_eq -1) {
                if (connect(sock, address, length) == 0)
                    return true;
                if (errno == EINPROGRESS or errno == EALREADY)
                    continue;
                drop();
            }
            tries = tries - 1;
        }
        return false;
    }
};

int ask(const sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1 or length == 0)
        return -1; //~ socket-leak
    if (not connect(fd, address, length))
        return fd;
    close(fd);
    return -1;
}
