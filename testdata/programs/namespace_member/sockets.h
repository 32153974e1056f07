namespace net {
namespace sockets {
void shut(int fd);
}
}
