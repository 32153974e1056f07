struct conn {
    int fd;
    char *name;
};
struct conn *conn_open(int port);
void conn_close(struct conn *c);
void conn_forget(struct conn *c);
