struct worker { int pid; int ipc[2]; };
struct server { int accepted; };
int worker_new(struct worker *w);
int net_close(int fd);
