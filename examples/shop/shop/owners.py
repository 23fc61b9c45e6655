"""Who answers for what. Every asset names one of these."""

WAREHOUSE = "team:warehouse"
FINANCE = "team:finance"
MARKETING = "team:marketing"
DATA_SCIENCE = "team:data-science"

STOCK_DESK = "stock-desk@example.com"
CONTROLLER = "noor@example.com"
CRM = "kim@example.com"
