// duizhao's page: one front end for the report (a file) and the desk (a local server).
// Plain JavaScript, no library; the parts of this folder are joined in the order of assets.rs.
(() => {
'use strict';
