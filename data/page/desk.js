// The desk: what only the local server can do.
function deskTools() { return []; }
function deskKeys() { return []; }
function deskButtons() { return ''; }
function deskPressed() { return false; }
function openDesk() {}
