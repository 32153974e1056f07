// What `main` leaves behind matters to nobody.
#include <winsock2.h>

int wmain(void)
{
    WSADATA data;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) {
        WSACleanup(); //~ note wsastartup-unpaired
        return 1;
    }
    serve();
    WSACleanup();
    return 0;
}
