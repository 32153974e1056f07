/* The caller's object keeps the socket; every error closes it again but one, whatever the code. */
#define ERR_NONE 0
#define ERR_TIMEOUT 0x200
#define ERR_REFUSED 0x300
#define ERR_RESOURCE 0x500

struct conn { int fd; int flags; };

static int make(int type)
{
    return socket(AF_UNIX, type, 0);
}

int connect_bad(struct conn *conn, const struct sockaddr *addr, socklen_t len)
{
    int fd = conn->fd = make(SOCK_STREAM);
    if (fd == -1)
        return ERR_RESOURCE;
    if (connect(fd, addr, len) == -1) {
        if (errno == EINPROGRESS) {
            conn->flags |= 1;
        } else if (errno == EAGAIN) {
            close(fd);
            return ERR_RESOURCE;
        } else if (errno == ETIMEDOUT) {
            return ERR_TIMEOUT; //~ socket-leak
        } else {
            close(fd);
            return ERR_REFUSED;
        }
    }
    conn_ctrl_init(conn);
    return ERR_NONE;
}

/* One error that closes is no habit: whoever has the object may close it. */
int connect_ok(struct conn *conn, const struct sockaddr *addr, socklen_t len)
{
    int fd = conn->fd = make(SOCK_STREAM);
    if (fd == -1)
        return ERR_RESOURCE;
    if (connect(fd, addr, len) == -1) {
        if (errno == ETIMEDOUT)
            return ERR_TIMEOUT;
        close(fd);
        return ERR_REFUSED;
    }
    conn_ctrl_init(conn);
    return ERR_NONE;
}
