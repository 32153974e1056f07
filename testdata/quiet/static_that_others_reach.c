// A static variable that another function of the file names on one line, and one whose address was given away before.
#include <sys/socket.h>
#include <unistd.h>

static int fd = -1;
static void stop(void) { close(fd); fd = -1; }

int start(const struct sockaddr *at, int length)
{
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, at, length) < 0) {
        stop();
        fd = socket(AF_INET, SOCK_STREAM, 0);
    }
    return fd < 0 ? -1 : 0;
}

static struct conn conn;

int serve_once(void)
{
    conn_register(&conn);
    conn.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (conn.fd < 0)
        return -1;
    close(conn.fd);
    run_loop();
    close(conn.fd);
    return 0;
}
