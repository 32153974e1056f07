int move_at(const char *file, int line, int want, int fd);
#define move(want, fd) move_at(__FILE__, __LINE__, want, fd)
int serve_out(int want, int fd);
