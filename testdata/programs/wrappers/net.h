int net_listen(int port);
int net_prepare(int fd);
void net_close(int fd);
int net_open_into(int *out);
