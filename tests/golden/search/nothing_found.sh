tracuu 'zzzz qqqq'
