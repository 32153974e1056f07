// The callback has the connection from then on; the closes further on are for those that no callback got.
#include <sys/socket.h>
#include <unistd.h>

void on_ready_ok(struct listener *l, int fd)
{
    while (1) {
        socklen_t length = 0;
        int conn = accept4(fd, NULL, &length, 0);
        if (conn < 0)
            break;
        if (length == 0) {
            close(conn);
            continue;
        }
        if (l->on_connection == NULL) {
            close(conn);
            return;
        }
        l->users++;
        l->on_connection(l, conn);
        if (l->users == 1) {
            listener_free(l);
            close(conn);
            return;
        }
        l->users--;
    }
    listener_rest(l);
}
