"""《创业指导师工作室建设技术指引（试行）》 as an event-sourced library."""
